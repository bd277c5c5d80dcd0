package io.nightjar.web.limit;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Stops Tomcat from reading bodies itself, as forms or to discard unread rest. */
@Component
class TomcatBodySettings implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.addConnectorCustomizers(connector -> connector.setParseBodyMethods(""));
    tomcat.addEngineValves(new UnreadBodyValve(System::nanoTime));
  }
}
