package io.nightjar.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads {@code Authorization: Bearer TOKEN}. An unknown token leaves the request anonymous, so that open calls still
 * work: a load balancer with an old token can still read the health.
 */
final class BearerTokenFilter extends OncePerRequestFilter {

  /** Marks a request with an unknown token. */
  static final String UNKNOWN_TOKEN = BearerTokenFilter.class.getName() + ".unknown";

  private static final String SCHEME = "Bearer ";

  private final TokenRegistry tokens;

  BearerTokenFilter(TokenRegistry tokens) {
    this.tokens = tokens;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String presented = presented(request);
    if (presented != null) {
      Optional<TokenRegistry.Holder> holder = tokens.holderOf(presented);
      holder.ifPresent(BearerTokenFilter::authenticate);
      if (holder.isEmpty()) {
        request.setAttribute(UNKNOWN_TOKEN, true);
      }
    }
    chain.doFilter(request, response);
  }

  private static @Nullable String presented(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }

  private static void authenticate(TokenRegistry.Holder holder) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
        holder.name(),
        null,
        AuthorityUtils.createAuthorityList("ROLE_" + holder.role().word())));
    SecurityContextHolder.setContext(context);
  }
}
