package io.nightjar.notification.wording;

import io.nightjar.config.NightjarProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The wordings of this build, found as Nightjar finds them. */
public final class Wordings {

  private Wordings() {}

  public static KindWordings all(NightjarProperties settings) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(NightjarProperties.class, () -> settings);
      context.scan("io.nightjar.notification.wording");
      context.refresh();
      return context.getBean(KindWordings.class);
    }
  }
}
