package io.nightjar.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightjar.runner.MissingClassLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ClassLoadCheckTest {

  private final ClassLoadCheck classes = new ClassLoadCheck();

  /** Names the others without code that uses them. */
  interface Family {
    final class Sound {
      Object use() {
        return new int[0].length + new String[0].length;
      }
    }

    final class Missing {}

    final class NeedsMissing {
      Object use() {
        return new Missing();
      }
    }

    final class NeedsItLater {
      Object use() {
        return new NeedsMissing();
      }
    }

    final class NeedsItInALambda {
      Supplier<Object> use() {
        return Missing::new;
      }
    }

    final class GivesALambda {
      Supplier<Object> use() {
        return () -> new Missing();
      }
    }

    final class KnowsItByAnArray {
      Object use() {
        return new Missing[0][0];
      }
    }

    final class CannotBeInitialised {
      static final Object VALUE = fail();

      private static Object fail() {
        throw new IllegalStateException("no configuration");
      }
    }
  }

  private static Class<?> withoutMissing(Class<?> type) throws ClassNotFoundException {
    return new MissingClassLoader(Family.Missing.class).loadClass(type.getName());
  }

  @Test
  void a_class_with_all_that_it_needs_is_sound() throws Exception {
    assertThatCode(() -> classes.require(Family.NeedsItLater.class)).doesNotThrowAnyException();
    assertThatCode(() -> classes.require(withoutMissing(Family.Sound.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void what_is_missing_is_missed_wherever_the_code_refers_to_it() throws Exception {
    for (Class<?> type : new Class<?>[] {
      Family.NeedsMissing.class, Family.NeedsItInALambda.class, Family.KnowsItByAnArray.class
    }) {
      Class<?> loaded = withoutMissing(type);
      assertThatThrownBy(() -> classes.require(loaded))
          .hasMessage(
              "%s needs %s, which cannot be loaded",
              type.getName(), Family.Missing.class.getName());
    }
  }

  @Test
  void its_own_package_is_followed_from_class_to_class() throws Exception {
    Class<?> loaded = withoutMissing(Family.NeedsItLater.class);

    assertThatThrownBy(() -> classes.require(loaded))
        .hasMessageContaining(
            Family.NeedsMissing.class.getName() + " needs " + Family.Missing.class.getName());
  }

  @Test
  void a_class_whose_initialiser_throws_cannot_be_used() {
    assertThatThrownBy(() -> classes.require(Family.CannotBeInitialised.class))
        .hasMessageContaining("CannotBeInitialised cannot be used")
        .hasRootCauseMessage("no configuration");
  }

  @Test
  void of_a_lambda_the_class_around_it_is_looked_into() throws Exception {
    Class<?> around = withoutMissing(Family.GivesALambda.class);
    var made = around.getDeclaredConstructor();
    made.setAccessible(true);
    var use = around.getDeclaredMethod("use");
    use.setAccessible(true);
    Object given = use.invoke(made.newInstance());
    Function<?, ?> sound = Function.identity();

    assertThat(given.getClass().isHidden()).isTrue();
    assertThatCode(() -> classes.require(sound.getClass())).doesNotThrowAnyException();
    assertThatThrownBy(() -> classes.require(given.getClass()))
        .hasMessageContaining("GivesALambda needs " + Family.Missing.class.getName());
  }
}
