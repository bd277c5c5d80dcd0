package io.nightjar.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.config.NightjarProperties;
import io.nightjar.incident.IncidentKind;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of incident has one wording. */
class KindWordingsTest {

  private static final NightjarProperties SETTINGS =
      new NightjarProperties("prod", URI.create("https://nightjar.example"), ZoneOffset.UTC);
  private static final KindWordings WORDINGS = Wordings.all(SETTINGS);

  @ParameterizedTest
  @EnumSource(IncidentKind.class)
  void each_kind_has_a_wording_of_its_own(IncidentKind kind) {
    KindWording wording = WORDINGS.of(kind);

    assertThat(wording.kind()).isEqualTo(kind);
    assertThat(wording.counted("job")).isNotBlank();
    assertThat(wording.countedOver()).isNotBlank();
    assertThat(wording.past()).isNotBlank();
  }

  @Test
  void a_kind_without_a_wording_and_one_with_two_are_refused() {
    List<KindWording> all =
        new ArrayList<>(Arrays.stream(IncidentKind.values()).map(WORDINGS::of).toList());
    KindWording failed = all.remove(IncidentKind.FAILED.ordinal());

    assertThatThrownBy(() -> new KindWordings(all, SETTINGS))
        .hasMessage("no wording for the incident kind FAILED");
    all.add(failed);
    all.add(failed);
    assertThatThrownBy(() -> new KindWordings(all, SETTINGS))
        .hasMessage("two wordings for the incident kind FAILED");
  }
}
