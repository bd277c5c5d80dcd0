package io.nightjar.platform.logging;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import org.jspecify.annotations.Nullable;

/** An exception whose messages, and those of its causes, are on one line: they often repeat text from outside. */
final class SanitizedThrowable extends ThrowableProxy {

  private final ThrowableProxy proxy;

  SanitizedThrowable(ThrowableProxy proxy) {
    super(proxy.getThrowable());
    this.proxy = proxy;
  }

  @Override
  public @Nullable String getMessage() {
    return ControlCharacters.escaped(proxy.getMessage());
  }

  @Override
  public @Nullable String getOverridingMessage() {
    return ControlCharacters.escaped(proxy.getOverridingMessage());
  }

  @Override
  public @Nullable IThrowableProxy getCause() {
    return safe(proxy.getCause());
  }

  @Override
  public IThrowableProxy[] getSuppressed() {
    IThrowableProxy[] suppressed = proxy.getSuppressed();
    IThrowableProxy[] safe = new IThrowableProxy[suppressed == null ? 0 : suppressed.length];
    for (int i = 0; i < safe.length; i++) {
      safe[i] = safe(suppressed[i]);
    }
    return safe;
  }

  private static @Nullable IThrowableProxy safe(@Nullable IThrowableProxy proxy) {
    return proxy instanceof ThrowableProxy plain ? new SanitizedThrowable(plain) : proxy;
  }

  @Override
  public StackTraceElementProxy[] getStackTraceElementProxyArray() {
    return proxy.getStackTraceElementProxyArray();
  }

  @Override
  public int getCommonFrames() {
    return proxy.getCommonFrames();
  }

  @Override
  public boolean isCyclic() {
    return proxy.isCyclic();
  }
}
