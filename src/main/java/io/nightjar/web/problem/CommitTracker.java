package io.nightjar.web.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Knows whether the current request has asked the database to commit. After that, a failure no longer means that
 * nothing was done.
 */
@Component
class CommitTracker implements TransactionExecutionListener, HandlerInterceptor, WebMvcConfigurer {

  private final ThreadLocal<Boolean> attempted = new ThreadLocal<>();

  /** Marks the begin of another request on this thread. */
  void begin() {
    attempted.remove();
  }

  boolean any() {
    return Boolean.TRUE.equals(attempted.get());
  }

  @Override
  public void beforeCommit(TransactionExecution transaction) {
    if (!transaction.isReadOnly()) {
      attempted.set(true);
    }
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    begin();
    return true;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this);
  }
}
