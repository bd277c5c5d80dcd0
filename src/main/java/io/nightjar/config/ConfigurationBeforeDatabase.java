package io.nightjar.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Has the configuration read before any database is opened, so that a start that a wrong key stops has not migrated
 * tables before.
 */
public final class ConfigurationBeforeDatabase implements BeanFactoryPostProcessor {

  public static final String SETTINGS = "settings";

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    for (String name : beans.getBeanNamesForType(DataSource.class, true, false)) {
      BeanDefinition definition = beans.getBeanDefinition(name);
      String[] before = definition.getDependsOn();
      Set<String> after = new LinkedHashSet<>(before == null ? List.of() : List.of(before));
      after.add(SETTINGS);
      definition.setDependsOn(after.toArray(String[]::new));
    }
  }
}
