package io.nightjar.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingTest {

  @ParameterizedTest(name = "slack configured {0}, console {1}, the job names {2}: {3} {4}")
  @CsvSource(
      nullValues = "nothing",
      value = {
        "true, true, nothing, slack, #default",
        "true, false, '#sync', slack, #sync",
        "true, false, ' #sync ', slack, #sync",
        "true, false, ' ', slack, #default",
        "false, true, '#sync', console, #sync",
        "false, true, nothing, console, ''",
        "false, false, '#sync', slack, #sync",
        "false, false, nothing, slack, #default"
      })
  void the_first_configured_channel_is_used(
      boolean slack, boolean console, @Nullable String named, String kind, String place) {
    assertThat(routing(slack, console).destinationOf(named))
        .isEqualTo(new Destination(kind, place));
  }

  @Test
  void a_build_without_any_channel_does_not_start() {
    assertThatThrownBy(() -> new ChannelRegistry(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Routing routing(boolean slackConfigured, boolean console) {
    ScriptedChannel slack = new ScriptedChannel("slack", slackConfigured);
    return new Routing(new ChannelRegistry(List.of(
        slack, new ConsoleChannel(new AlertProperties(console, java.time.Duration.ofMinutes(2))))));
  }
}
