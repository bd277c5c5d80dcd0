package io.nightjar.runner.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.runner.CannotStartException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class FailureCauseTest {

  @Test
  void a_missing_class_is_named_together_with_who_wanted_it() {
    var problem = new NoClassDefFoundError("com/acme/Lock");
    problem.initCause(new ClassNotFoundException("com.acme.Lock"));
    problem.setStackTrace(frames("com.acme.SyncJob", 42));
    problem.getCause().setStackTrace(frames("java.net.URLClassLoader", 445));

    assertThat(FailureCause.of(problem))
        .isEqualTo(
            "NoClassDefFoundError: com/acme/Lock at com.acme.SyncJob.run(Source.java:42); caused by"
                + " ClassNotFoundException: com.acme.Lock");
  }

  @Test
  void only_the_root_of_a_long_chain_is_told() {
    var root = new java.net.ConnectException("Connection refused");
    var problem = new IllegalStateException("sync", new UncheckedIOException("io", root));

    assertThat(FailureCause.of(problem))
        .startsWith("IllegalStateException: sync at ")
        .contains("; caused by ConnectException: Connection refused")
        .doesNotContain("UncheckedIOException");
  }

  @Test
  void the_place_is_the_first_frame_that_is_not_the_platforms() {
    var problem = new IllegalArgumentException("not a number");
    problem.setStackTrace(new StackTraceElement[] {
      frame("java.lang.Integer", 652),
      frame("org.springframework.util.NumberUtils", 201),
      frame("com.acme.SyncJob", 42),
      frame("com.acme.Main", 7)
    });

    assertThat(FailureCause.of(problem))
        .isEqualTo(
            "IllegalArgumentException: not a number at com.acme.SyncJob.run(Source.java:42)");
  }

  @Test
  void what_nightjar_has_put_into_words_is_said_in_them_alone() {
    var root = new CannotStartException("there is no program nightly");

    assertThat(FailureCause.of(root)).isEqualTo("there is no program nightly");
    assertThat(FailureCause.of(new IllegalStateException("wrapped", root)))
        .isEqualTo("there is no program nightly");
  }

  @Test
  void it_is_one_line_of_bounded_length() {
    String text = "first\nsecond\r\n\tthird \u001b[31m".repeat(1_000);

    assertThat(FailureCause.of(new IllegalStateException(text)))
        .hasSizeLessThanOrEqualTo(1_000)
        .startsWith("IllegalStateException: first second third first")
        .doesNotContain("\n", "\u001b");
    assertThat(FailureCause.of(new CannotStartException(text)))
        .hasSize(1_000)
        .startsWith("first second third first")
        .doesNotContain("\n", "\u001b");
  }

  @Test
  void a_long_message_leaves_room_for_the_root() {
    var root = new java.net.ConnectException("Connection refused");

    assertThat(FailureCause.of(new IllegalStateException("x".repeat(5_000), root)))
        .contains("; caused by ConnectException: Connection refused");
  }

  @Test
  void a_long_name_does_not_make_it_longer() {
    var problem = new IllegalStateException("no key");
    problem.setStackTrace(frames("com.acme." + "Very".repeat(1_000), 42));

    assertThat(FailureCause.of(problem)).hasSize(1_000);
  }

  @Test
  void a_chain_that_bites_its_tail_ends() {
    var one = new IllegalStateException("one");
    var two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(FailureCause.of(one)).startsWith("IllegalStateException: one");
  }

  @Test
  void a_message_that_cannot_be_read_is_no_reason_to_fail() {
    var problem = new RuntimeException() {
      @Override
      public String getMessage() {
        throw new NoClassDefFoundError("com/acme/Messages");
      }
    };

    assertThat(FailureCause.of(problem)).contains("its message could not be read");
  }

  @Test
  void without_message_and_frames_the_name_is_left() {
    var problem = new StackOverflowError();
    problem.setStackTrace(new StackTraceElement[0]);

    assertThat(FailureCause.of(problem)).isEqualTo("StackOverflowError");
  }

  private static StackTraceElement[] frames(String type, int line) {
    return new StackTraceElement[] {frame(type, line)};
  }

  private static StackTraceElement frame(String type, int line) {
    return new StackTraceElement(type, "run", "Source.java", line);
  }
}
