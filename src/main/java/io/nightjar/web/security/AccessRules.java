package io.nightjar.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

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

  private static final String ONE_MUTE = "/api/mutes/*";
  private static final PathPatternRequestMatcher ENDS_MUTE =
      PathPatternRequestMatcher.pathPattern(HttpMethod.DELETE, ONE_MUTE);

  /**
   * Reading needs a viewer, doing an operator; what no call does yet, deleting and replacing, is an admin's. To end a mute
   * deletes nothing: people are told again.
   */
  static Role roleFor(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS" -> Role.VIEWER;
      case "POST" -> Role.OPERATOR;
      default -> ENDS_MUTE.matches(request) ? Role.OPERATOR : Role.ADMIN;
    };
  }

  /**
   * Open are: health, which an orchestrator asks without a token and which shows details to token holders only; pings,
   * whose key is their secret; what Slack sends, which it signs; the favicon, which browsers ask for by themselves; and
   * the bare root.
   */
  static void apply(
      AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry
          requests) {
    requests
        .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
        .permitAll()
        .requestMatchers("/actuator/health", "/actuator/health/**", "/ping/**", "/favicon.ico", "/")
        .permitAll()
        .requestMatchers(HttpMethod.POST, "/slack/interactions", "/slack/commands")
        .permitAll();
    for (Role role : Role.values()) {
      requests.requestMatchers(request -> roleFor(request) == role).hasRole(role.word());
    }
    requests.anyRequest().hasRole(Role.ADMIN.word());
  }
}
