package io.nightjar.config;

import java.util.function.BiConsumer;

/**
 * A room's part of {@code nightjar.*}: the keys below a prefix, as a type. A room declares its part as a record and
 * registers it as a bean:
 *
 * <pre>{@code
 * record SlackSettings(@Nullable String token, String channel, @DefaultValue("10s") Duration timeout) {}
 *
 * @Configuration(proxyBeanMethods = false)
 * class SlackConfiguration {
 *
 *   @Bean
 *   static SettingsSection<SlackSettings> slackSection() {
 *     return SettingsSection.of("nightjar.slack", SlackSettings.class);
 *   }
 *
 *   @Bean
 *   SlackSettings slackSettings(Settings settings) {
 *     return settings.get(SlackSettings.class);
 *   }
 * }
 * }</pre>
 *
 * <p>The rules, the same for every room:
 *
 * <ul>
 *   <li>A component with {@code @DefaultValue} has a default, one marked {@code @Nullable} may be absent, any other is
 *       required. A primitive that is absent is zero or false. {@code @DefaultValue} without a value makes an empty
 *       list or map, or a nested record of its defaults.
 *   <li>A duration has a unit and is not negative.
 *   <li>{@code ${VARIABLE}} without a value is a problem that names the variable.
 *   <li>A key under {@code nightjar} that no part has, is a problem. Several parts may share a prefix: what one owns as
 *       {@code nightjar.scheduler.enabled} another may complete with {@code nightjar.scheduler.threads}.
 *   <li>Problems are collected, not thrown. A compact constructor may refuse what it gets with an
 *       {@code IllegalArgumentException}; {@link #validate} can name the very key.
 *   <li>Sections are made before anything is configured, so their beans depend on no other bean.
 * </ul>
 *
 * @param <T> what the keys are bound to
 */
public interface SettingsSection<T> {

  /** The key above the part's own, {@code nightjar.slack}; {@code nightjar} itself for keys at the top. */
  String prefix();

  Class<T> type();

  /**
   * Reports what the types alone cannot see. Also called after problems, so that all are told at once: then a component
   * whose value could not be bound has its default or is null, and what this method throws is passed over.
   */
  default void validate(T value, Problems problems) {}

  /** Reports what only other parts show, as the name of a job that does not exist. Also called after problems. */
  default void validate(T value, Settings settings, Problems problems) {}

  static <T> SettingsSection<T> of(String prefix, Class<T> type) {
    return of(prefix, type, (value, problems) -> {});
  }

  static <T> SettingsSection<T> of(String prefix, Class<T> type, BiConsumer<T, Problems> check) {
    return new SettingsSection<>() {
      @Override
      public String prefix() {
        return prefix;
      }

      @Override
      public Class<T> type() {
        return type;
      }

      @Override
      public void validate(T value, Problems problems) {
        check.accept(value, problems);
      }
    };
  }
}
