package io.nightjar;

import io.nightjar.cli.CommandLine;
import io.nightjar.platform.http.HttpClients;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts Nightjar. */
@SpringBootApplication
public class NightjarApplication {

  public static void main(String[] args) {
    HttpClients.keepConnectionsShortly();
    OptionalInt exitStatus =
        CommandLine.run(List.of(args), System.out, System.err, NightjarApplication.class);
    if (exitStatus.isPresent()) {
      System.exit(exitStatus.getAsInt());
    }
    SpringApplication.run(NightjarApplication.class, args);
  }
}
