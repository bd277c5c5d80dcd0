package io.nightjar.web.security;

import jakarta.servlet.DispatcherType;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/** Who may call what. */
final class AccessRules {

  private AccessRules() {}

  static RoleHierarchy hierarchy() {
    return RoleHierarchyImpl.withDefaultRolePrefix()
        .role(Role.ADMIN.word())
        .implies(Role.OPERATOR.word())
        .role(Role.OPERATOR.word())
        .implies(Role.VIEWER.word())
        .build();
  }

  /** Reading needs a viewer, doing an operator; what no call does yet, deleting and replacing, is an admin's. */
  static Role roleFor(String method) {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> Role.VIEWER;
      case "POST" -> Role.OPERATOR;
      default -> Role.ADMIN;
    };
  }

  /**
   * Open are: health, which an orchestrator asks without a token and which shows details to token holders only; pings,
   * whose key is their secret; the favicon, which browsers ask for by themselves; and the bare root.
   */
  static void apply(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
        .permitAll()
        .requestMatchers("/actuator/health", "/actuator/health/**", "/ping/**", "/favicon.ico", "/")
        .permitAll();
    for (HttpMethod method : HttpMethod.values()) {
      requests.requestMatchers(method, "/**").hasRole(roleFor(method.name()).word());
    }
    requests.anyRequest().hasRole(Role.ADMIN.word());
  }
}
