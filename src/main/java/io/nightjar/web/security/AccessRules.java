package io.nightjar.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Which role may make which call. */
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
   * Reading needs a viewer and acting an operator. Other methods, which no call uses yet, need an admin. Ending a mute
   * needs only an operator: it deletes nothing, it makes Nightjar announce again.
   */
  static Role roleFor(HttpServletRequest request) {
    return switch (request.getMethod()) {
      case "GET", "HEAD", "OPTIONS" -> Role.VIEWER;
      case "POST" -> Role.OPERATOR;
      default -> ENDS_MUTE.matches(request) ? Role.OPERATOR : Role.ADMIN;
    };
  }

  /**
   * No token is needed for: health, which orchestrators read without one and which shows details only to token holders;
   * pings, whose key is the secret; requests of Slack, which are signed; the favicon, which browsers request by
   * themselves; and the root path.
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
