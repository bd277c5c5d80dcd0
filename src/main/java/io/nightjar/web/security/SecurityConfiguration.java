package io.nightjar.web.security;

import io.nightjar.web.problem.ContainerErrorController;
import io.nightjar.web.problem.ProblemWriter;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Stateless access by bearer tokens: no cookies, so no sessions, no login page and no cross-site request forgery. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  SlackUsers slackUsers(SlackUserProperties settings) {
    return new SlackUsers(settings);
  }

  @Bean
  TokenRegistry tokens(SecurityProperties settings) {
    List<SecurityProperties.Entry> tokens = settings.tokens();
    return new TokenRegistry(tokens.isEmpty() ? List.of(GeneratedToken.create()) : tokens);
  }

  @Bean
  RoleHierarchy roleHierarchy() {
    return AccessRules.hierarchy();
  }

  /** Only the filter authenticates. Without this bean Boot would create a user and log its password. */
  @Bean
  AuthenticationManager noOtherAuthentication() {
    return authentication -> {
      throw new ProviderNotFoundException("only bearer tokens are accepted");
    };
  }

  /** Answers directly: the error controller would read the same header and reject it again. */
  @Bean
  RequestRejectedHandler unreadableRequests(ProblemWriter problems) {
    return (request, response, e) -> problems.write(response, ContainerErrorController.refused());
  }

  @Bean
  SecurityFilterChain nightjarSecurity(
      HttpSecurity http, TokenRegistry tokens, SecurityErrorResponses refusals) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::headers)
        .addFilterBefore(new BearerTokenFilter(tokens), AnonymousAuthenticationFilter.class)
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .authorizeHttpRequests(AccessRules::apply)
        .build();
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(
            policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
  }
}
