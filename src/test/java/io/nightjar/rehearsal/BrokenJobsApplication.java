package io.nightjar.rehearsal;

import io.nightjar.api.JobContext;
import io.nightjar.api.JobHandler;
import io.nightjar.runner.MissingClassLoader;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.filter.TypeFilter;

/** Nightjar as an application with jobs of its own, of which most are broken. None of them may ever run. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan(
    basePackages = "io.nightjar",
    excludeFilters =
        @ComponentScan.Filter(
            type = FilterType.CUSTOM,
            classes = BrokenJobsApplication.OfTests.class))
public class BrokenJobsApplication {

  /** What other tests configure is not a part of this application. */
  static final class OfTests implements TypeFilter {
    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory)
        throws java.io.IOException {
      return reader.getResource().getURL().getPath().contains("/test-classes/");
    }
  }

  @Bean
  JobHandler sound() {
    return new Sound();
  }

  @Bean
  @Lazy
  JobHandler constructorFails() {
    return new ConstructorFails();
  }

  @Bean
  @Lazy
  JobHandler initialiserFails() {
    return new UsesWhatCannotBeInitialised();
  }

  /** Made without complaint: what it lacks, its body would find out. */
  @Bean
  @Lazy
  JobHandler lacksClass() throws ReflectiveOperationException {
    var constructor = new MissingClassLoader(Helper.class)
        .loadClass(NeedsHelper.class.getName())
        .getDeclaredConstructor();
    constructor.setAccessible(true);
    return (JobHandler) constructor.newInstance();
  }

  @Bean
  @Lazy
  JobHandler hangs() throws InterruptedException {
    new CountDownLatch(1).await();
    return new Sound();
  }

  static final class Sound implements JobHandler {
    @Override
    public void run(JobContext context) {
      throw new AssertionError("it was run");
    }
  }

  static final class ConstructorFails implements JobHandler {
    ConstructorFails() {
      throw new NoSuchMethodError("net.javacrumbs.shedlock.core.LockConfiguration.<init>");
    }

    @Override
    public void run(JobContext context) {
      throw new AssertionError("it was run");
    }
  }

  static final class UsesWhatCannotBeInitialised implements JobHandler {
    @Override
    public void run(JobContext context) {
      BadStart.work();
    }
  }

  static final class BadStart {
    static final int PORT = Integer.parseInt("no number");

    private BadStart() {}

    static void work() {
      throw new AssertionError("it was run on " + PORT);
    }
  }

  static final class NeedsHelper implements JobHandler {
    @Override
    public void run(JobContext context) {
      new Helper().help();
    }
  }

  static final class Helper {
    void help() {
      throw new AssertionError("it was run");
    }
  }
}
