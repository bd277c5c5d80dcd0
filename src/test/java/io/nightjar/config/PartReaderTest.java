package io.nightjar.config;

import static io.nightjar.config.Yaml.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

@NullMarked
class PartReaderTest {

  private static final ConfigurationPropertyName ROOT = KeyNames.of("nightjar");

  enum Mood {
    CALM,
    VERY_ANGRY
  }

  record Inner(@NotNull String name, @Nullable Duration patience) {}

  record Part(
      @NotNull String required,
      @Nullable String optional,
      @DefaultValue("5s") Duration every,
      @DefaultValue("calm") Mood mood,
      @Nullable List<Inner> inners,
      @DefaultValue Map<String, String> words) {}

  record Numbers(
      @DefaultValue("1") int threads, @DefaultValue("true") boolean enabled) {}

  record Strict(@DefaultValue("1") int size) {

    Strict {
      if (size > 10) {
        throw new IllegalArgumentException("is more than 10");
      }
    }
  }

  record Nested(@Nullable Inner inner, @DefaultValue Numbers numbers) {}

  private PartReader reader = reader(yaml(""));

  private static PartReader reader(Yaml yaml) {
    return new PartReader(yaml.environment(), ROOT);
  }

  private <T> @Nullable T bind(Yaml yaml, Class<T> type) {
    reader = reader(yaml);
    T bound = reader.bind(KeyNames.of("nightjar.part"), type);
    new DroppedCharacters(reader.sources(), reader.problems()).report(ROOT);
    new UnknownKeys(reader.sources(), reader.known(), reader.problems()).report(ROOT);
    return bound;
  }

  private List<String> problems() {
    return reader.problems().list().stream()
        .map(problem -> problem.key() + ": " + problem.problem())
        .toList();
  }

  @Test
  void a_sound_part_is_bound_with_its_defaults() {
    assertThat(bind(
            yaml(
                "nightjar.part: {required: x, inners: [{name: a, patience: 3m}], words: {A-b: c}}"),
            Part.class))
        .isEqualTo(new Part(
            "x",
            null,
            Duration.ofSeconds(5),
            Mood.CALM,
            List.of(new Inner("a", Duration.ofMinutes(3))),
            Map.of("A-b", "c")));
    assertThat(problems()).isEmpty();
  }

  @Test
  void what_must_not_be_null_is_required() {
    bind(yaml("nightjar.part: {optional: x, inners: [{patience: 1s}, {name: b}]}"), Part.class);
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "nightjar.part.required: is missing", "nightjar.part.inners[0].name: is missing");
  }

  @Test
  void a_part_of_which_nothing_is_configured_is_asked_for_what_it_requires() {
    bind(yaml(""), Part.class);
    assertThat(problems()).containsExactly("nightjar.part.required: is missing");
  }

  @Test
  void every_broken_element_of_a_list_is_told_not_the_first_only() {
    bind(
        yaml(
            "nightjar.part: {required: x, inners: [{name: a, patience: x}, {name: b}, {patience: y}, {nmae: d}]}"),
        Part.class);
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "nightjar.part.inners[0].patience: is not a duration",
            "nightjar.part.inners[2].patience: is not a duration",
            "nightjar.part.inners[2].name: is missing",
            "nightjar.part.inners[3].name: is missing",
            "nightjar.part.inners[3].nmae: is not a known key");
  }

  @Test
  void a_list_with_a_gap_is_a_problem() {
    bind(
        yaml("nightjar.part: {required: x, 'inners[0].name': a, 'inners[2].name': b}"), Part.class);
    assertThat(problems())
        .containsExactly("nightjar.part.inners: has a gap before nightjar.part.inners[2]");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "every: soon         | every: is not a duration",
        "every: 10           | every: has no unit",
        "every: '1_0'        | every: is not a duration",
        "every: 1:30         | every: has no unit",
        "every: -5s          | every: is negative",
        "mood: furious       | mood: is not an allowed value",
        "words: three        | words: is a single value where a group of keys belongs",
        "inners: three       | inners: is a single value where a list belongs",
        "optional: ${NOWHERE} | optional: takes its value from ${NOWHERE}, and NOWHERE is not set",
        "optional: '${A:${B}}' | optional: takes its value from ${B}, and B is not set",
        "optional: {a: b}    | optional.a: is not a known key",
        "optional: {blank: b} | optional.blank: is not a known key",
      })
  void a_value_that_cannot_be_read_is_explained(String yaml, String problem) {
    bind(yaml("nightjar.part:\n  required: x\n  " + yaml), Part.class);
    assertThat(problems()).containsExactly("nightjar.part." + problem);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "threads: many, threads: is not a whole number",
    "enabled: ja, enabled: is neither true nor false"
  })
  void numbers_and_switches_are_explained(String yaml, String problem) {
    bind(yaml("nightjar.part:\n  " + yaml), Numbers.class);
    assertThat(problems()).containsExactly("nightjar.part." + problem);
  }

  @ParameterizedTest
  @CsvSource({
    "every: 0, PT0S",
    "every: 0s, PT0S",
    "every: 1500ms, PT1.5S",
    "every: PT1H30M, PT1H30M",
    "every: 1d, PT24H"
  })
  void a_duration_may_be_written_in_several_ways(String yaml, Duration every) {
    Part part = bind(yaml("nightjar.part:\n  required: x\n  " + yaml), Part.class);
    assertThat(problems()).isEmpty();
    assertThat(part).isNotNull().extracting(Part::every).isEqualTo(every);
  }

  @Test
  void what_a_constructor_refuses_is_a_problem_unless_it_follows_from_another() {
    bind(yaml("nightjar.part.size: 11"), Strict.class);
    assertThat(problems()).containsExactly("nightjar.part: is more than 10");
    bind(yaml("nightjar.part.size: eleven"), Strict.class);
    assertThat(problems()).containsExactly("nightjar.part.size: is not a whole number");
  }

  @Test
  void a_problem_of_one_part_does_not_hide_what_a_constructor_of_another_refuses() {
    reader = reader(yaml("nightjar: {size: 11, part: {threads: x}}"));
    reader.bind(KeyNames.of("nightjar.part"), Numbers.class);
    reader.bind(KeyNames.of("nightjar"), Strict.class);
    assertThat(problems())
        .containsExactlyInAnyOrder(
            "nightjar.part.threads: is not a whole number", "nightjar: is more than 10");
  }

  @Test
  void
      a_group_whose_keys_are_all_commented_out_has_its_defaults_and_is_asked_for_what_it_requires() {
    assertThat(bind(yaml("nightjar:\n  part:\n    numbers:\n"), Nested.class))
        .isEqualTo(new Nested(null, new Numbers(1, true)));
    assertThat(bind(yaml("nightjar:\n  part:\n"), Numbers.class)).isEqualTo(new Numbers(1, true));
    assertThat(problems()).isEmpty();
    bind(yaml("nightjar:\n  part:\n    inner:\n"), Nested.class);
    assertThat(problems()).containsExactly("nightjar.part.inner.name: is missing");
  }

  @Test
  void a_list_in_a_stronger_source_replaces_the_whole_list_without_complaint() {
    Yaml yaml = yaml("nightjar.part: {required: x, inners: [{name: strong}]}")
        .and("weak.yml", "nightjar.part.inners: [{name: a}, {name: b, patience: 1s}]");
    assertThat(bind(yaml, Part.class))
        .isNotNull()
        .extracting(Part::inners)
        .isEqualTo(List.of(new Inner("strong", null)));
    assertThat(problems()).isEmpty();
  }

  @Test
  void unknown_keys_are_told_once_for_all_that_stands_below_them() {
    bind(yaml("nightjar: {part: {required: x}, prat: {required: x, every: 1s}}"), Part.class);
    assertThat(problems())
        .containsExactly("nightjar.prat: is not a known key, and so are the keys below it");
    assertThat(reader.problems().list().get(0).remedy()).isEqualTo("did you mean part?");
  }

  @Test
  void a_name_that_spring_would_change_is_told() {
    bind(
        yaml("nightjar.part: {required: x, words: {'Content Type': a, '[Content/Type]': b}}"),
        Part.class);
    assertThat(problems())
        .containsExactly(
            "nightjar.part.words: has a name below it with a character that Spring drops: Content Type");
    assertThat(reader.problems().list().get(0).remedy())
        .isEqualTo("write the name in brackets and quotes: \"[Content Type]\"");
  }

  @Test
  void a_problem_says_where_the_value_is_written() {
    bind(yaml("\nnightjar.part:\n  every: x\n").variable("NIGHTJAR_PART_MOOD", "odd"), Part.class);
    assertThat(reader.problems().list().stream().map(ConfigurationProblem::where))
        .containsExactlyInAnyOrder(
            new KeyLocation("Byte array resource [first.yml]", 3, false),
            new KeyLocation("Byte array resource [first.yml]", 3, true),
            new KeyLocation("environment variable NIGHTJAR_PART_MOOD", 0, true));
  }
}
