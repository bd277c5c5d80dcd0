package io.nightjar.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CauseTest {

  @Test
  void a_missing_class_is_named_together_with_who_wanted_it() {
    var problem = new NoClassDefFoundError("com/acme/Lock");
    problem.initCause(new ClassNotFoundException("com.acme.Lock"));
    problem.setStackTrace(frames("com.acme.SyncJob", 42));
    problem.getCause().setStackTrace(frames("java.net.URLClassLoader", 445));

    assertThat(Cause.of(problem))
        .isEqualTo(
            "NoClassDefFoundError: com/acme/Lock at com.acme.SyncJob.run(Source.java:42); caused by"
                + " ClassNotFoundException: com.acme.Lock at java.net.URLClassLoader.run(Source.java:445)");
  }

  @Test
  void only_the_root_of_a_long_chain_is_told() {
    var root = new java.net.ConnectException("Connection refused");
    var problem = new IllegalStateException("sync", new UncheckedIOException("io", root));

    assertThat(Cause.of(problem))
        .startsWith("IllegalStateException: sync at ")
        .contains("; caused by ConnectException: Connection refused")
        .doesNotContain("UncheckedIOException");
  }

  @Test
  void it_is_one_line_of_bounded_length() {
    assertThat(Cause.of(new IllegalStateException("first\nsecond\r\n\tthird ".repeat(1_000))))
        .hasSize(1_000)
        .startsWith("IllegalStateException: first second third first")
        .doesNotContain("\n");
  }

  @Test
  void a_chain_that_bites_its_tail_ends() {
    var one = new IllegalStateException("one");
    var two = new IllegalStateException("two", one);
    one.initCause(two);

    assertThat(Cause.of(one)).startsWith("IllegalStateException: one");
  }

  @Test
  void a_message_that_cannot_be_read_is_no_reason_to_fail() {
    var problem = new RuntimeException() {
      @Override
      public String getMessage() {
        throw new NoClassDefFoundError("com/acme/Messages");
      }
    };

    assertThat(Cause.of(problem)).contains("its message could not be read");
  }

  @Test
  void without_message_and_frames_the_name_is_left() {
    var problem = new StackOverflowError();
    problem.setStackTrace(new StackTraceElement[0]);

    assertThat(Cause.of(problem)).isEqualTo("StackOverflowError");
  }

  private static StackTraceElement[] frames(String type, int line) {
    List<StackTraceElement> frames = new ArrayList<>();
    frames.add(new StackTraceElement(type, "run", "Source.java", line));
    return frames.toArray(StackTraceElement[]::new);
  }
}
