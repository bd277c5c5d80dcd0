package io.nightjar.job;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/** Kinds of work that only bind, with the keys of the design. */
public final class StubKinds {

  private StubKinds() {}

  static List<TargetType> all() {
    return List.of(new Http(), new Command(), new Bean());
  }

  public record HttpWork(
      @NotNull Request request,
      @Nullable Condition acceptedWhen,
      @Nullable Condition busyWhen,
      @DefaultValue("response") Completion completion,
      @Nullable Poll poll)
      implements JobTarget {

    @Override
    public String kind() {
      return "http";
    }
  }

  enum Completion {
    RESPONSE,
    POLL,
    CALLBACK
  }

  public record Request(
      @DefaultValue("POST") String method,
      @NotNull String url,
      @DefaultValue Map<String, String> headers,
      @DefaultValue("") String body,
      @DefaultValue("30s") Duration timeout) {}

  public record Condition(
      @NotNull String pointer, @Name("equals") @NotNull String expected) {}

  public record Poll(
      @NotNull String url,
      @DefaultValue("5s") Duration every,
      @NotNull Condition runningWhen,
      @DefaultValue("30s") Duration seenRunningWithin) {}

  static final class Http implements TargetType {

    @Override
    public String key() {
      return "http";
    }

    @Override
    public JobTarget read(TargetSection section) {
      HttpWork work = section.bind(HttpWork.class);
      if (!work.request().url().startsWith("http")) {
        section.problem(
            "request.url", work.request().url(), "is no address", "write http://host/path");
      }
      if (work.completion() == Completion.CALLBACK) {
        section.afterwards(catalogue -> catalogue.jobs().stream()
            .filter(job -> job.work() == work && job.pingKey() == null)
            .forEach(job -> section.problem(
                "completion", "callback", "needs a ping-key", "set ping-key beside http")));
      }
      return work;
    }
  }

  record CommandWork(@NotNull List<String> run) implements JobTarget {

    @Override
    public String kind() {
      return "command";
    }
  }

  static final class Command implements TargetType {

    @Override
    public String key() {
      return "command";
    }

    @Override
    public JobTarget read(TargetSection section) {
      return section.bind(CommandWork.class);
    }
  }

  public record BeanWork(String name) implements JobTarget {

    @Override
    public String kind() {
      return "bean";
    }
  }

  static final class Bean implements TargetType {

    @Override
    public String key() {
      return "bean";
    }

    @Override
    public JobTarget read(TargetSection section) {
      return new BeanWork(section.bind(String.class));
    }
  }
}
