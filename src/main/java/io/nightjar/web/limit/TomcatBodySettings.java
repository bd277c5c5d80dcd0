package io.nightjar.web.limit;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Keeps Tomcat from reading bodies on its own account: as forms, or to throw away what nobody has read. */
@Component
class TomcatBodySettings implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    tomcat.addEngineValves(new UnreadBodyValve(System::nanoTime));
  }
}
