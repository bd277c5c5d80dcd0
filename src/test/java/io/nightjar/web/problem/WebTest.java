package io.nightjar.web.problem;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;

/**
 * A whole Nightjar on a port of its own, with a database of its own, the jobs and tokens of {@code web-test.yml}, a clock
 * that the test sets, and neither role: nothing happens that the test does not cause. The same one for every such class.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    // Not config/ of the working directory: that is for people.
    properties = "spring.config.location=classpath:/application.yml,classpath:/web-test.yml")
@ContextConfiguration(initializers = WebFixture.OwnDatabase.class)
@TestExecutionListeners(
    listeners = WebFixture.CleanLedger.class,
    mergeMode = TestExecutionListeners.MergeMode.MERGE_WITH_DEFAULTS)
@Import(WebFixture.class)
public @interface WebTest {}
