package io.nightjar.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GeneratedTokenTest {

  private static final Pattern TOKEN = Pattern.compile("process ends: ([A-Za-z0-9_-]{43})\\s");

  @Test
  void the_generated_token_is_said_once_and_opens_what_an_operator_may(CapturedOutput output) {
    TokenRegistry tokens = new TokenRegistry(List.of(GeneratedToken.create()));

    Matcher said = TOKEN.matcher(output);
    assertThat(said.find()).isTrue();
    String token = said.group(1);
    assertThat(said.find()).isFalse();
    assertThat(output.toString()).contains("WARN").containsOnlyOnce(token);
    assertThat(tokens.holderOf(token))
        .contains(new TokenRegistry.Holder("generated", Role.OPERATOR));
    assertThat(tokens.holderOf("")).isEmpty();
  }

  @Test
  void each_is_another() {
    assertThat(GeneratedToken.create().tokenHash())
        .isNotEqualTo(GeneratedToken.create().tokenHash());
  }
}
