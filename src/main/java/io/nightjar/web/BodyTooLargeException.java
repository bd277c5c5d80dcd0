package io.nightjar.web;

import java.io.IOException;

/** The body of a request is longer than {@link BodyLimit} allows. */
final class BodyTooLargeException extends IOException {

  BodyTooLargeException() {
    super("the body of the request is too large");
  }
}
