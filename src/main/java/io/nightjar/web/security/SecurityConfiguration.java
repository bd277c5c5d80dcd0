package io.nightjar.web.security;

import io.nightjar.job.Settings;
import io.nightjar.job.SettingsSection;
import io.nightjar.web.ProblemErrors;
import io.nightjar.web.ProblemWriter;
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

/** Stateless access by bearer tokens: no cookies, so no sessions, no login page and nothing to forge. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  @Bean
  static SettingsSection<SecuritySettings> securitySection() {
    return SettingsSection.of("nightjar.security", SecuritySettings.class, SecuritySettings::check);
  }

  @Bean
  static SettingsSection<SlackUserSettings> slackUserSection() {
    return SettingsSection.of(
        "nightjar.security", SlackUserSettings.class, SlackUserSettings::check);
  }

  @Bean
  SlackUsers slackUsers(Settings settings) {
    return new SlackUsers(settings.get(SlackUserSettings.class));
  }

  @Bean
  Tokens tokens(Settings settings) {
    List<SecuritySettings.Entry> tokens = settings.get(SecuritySettings.class).tokens();
    return new Tokens(tokens.isEmpty() ? List.of(GeneratedToken.create()) : tokens);
  }

  @Bean
  RoleHierarchy roleHierarchy() {
    return AccessRules.hierarchy();
  }

  /** Nothing authenticates but the filter. Without this bean Boot would make up a user and log its password. */
  @Bean
  AuthenticationManager noOtherAuthentication() {
    return authentication -> {
      throw new ProviderNotFoundException("only bearer tokens are accepted");
    };
  }

  /** Answered here: the page for errors would read the same header, and refuse it again. */
  @Bean
  RequestRejectedHandler unreadableRequests(ProblemWriter problems) {
    return (request, response, e) -> problems.write(response, ProblemErrors.refused());
  }

  @Bean
  SecurityFilterChain nightjarSecurity(HttpSecurity http, Tokens tokens, Refusals refusals) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(SecurityConfiguration::headers)
        .addFilterBefore(new BearerFilter(tokens), AnonymousAuthenticationFilter.class)
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
