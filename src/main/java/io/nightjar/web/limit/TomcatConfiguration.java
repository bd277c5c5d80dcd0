package io.nightjar.web.limit;

import io.nightjar.web.problem.ProblemValve;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Makes Tomcat's own error responses problem details. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

  /** After Boot's own valve, which writes HTML: the last valve in the pipeline answers first. */
  @Bean
  @Order
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> refusalsAsProblems() {
    return tomcat -> tomcat.addContextCustomizers(context -> {
      StandardHost host = (StandardHost) context.getParent();
      host.setErrorReportValveClass(ProblemValve.class.getName());
      host.getPipeline().addValve(new ProblemValve());
    });
  }
}
