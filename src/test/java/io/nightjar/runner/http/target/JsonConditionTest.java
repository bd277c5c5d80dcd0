package io.nightjar.runner.http.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

class JsonConditionTest {

  @ParameterizedTest(name = "{0} at {1} is {2}: {3}")
  @CsvSource(delimiter = '|', textBlock = """
          {"status":"Just started"}  | /status   | Just started | true
          {"status":"just started"}  | /status   | Just started | false
          {"a":true}                 | /a        | true         | true
          {"a":true}                 | /a        | TRUE         | true
          {"a":"true"}               | /a        | true         | true
          {"a":false}                | /a        | true         | false
          {"a":1}                    | /a        | true         | false
          {"a":1}                    | /a        | 1            | true
          {"a":1.0}                  | /a        | 1            | true
          {"a":1e2}                  | /a        | 100          | true
          {"a":1e999999999}          | /a        | 100          | false
          {"a":"1.0"}                | /a        | 1            | false
          {"a":1}                    | /a        | one          | false
          {"a":null}                 | /a        | null         | true
          {"a":{"b":[7,"x"]}}        | /a/b/1    | x            | true
          {"a":[]}                   | /a        | []           | false
          {"a":1}                    | /b        | 1            | false
          {"a/b":1}                  | /a~1b     | 1            | true
          "ok"                       | ''        | ok           | true
          """)
  void a_value_is_compared_as_people_mean_it(
      String json, String pointer, String expected, boolean matches) {
    JsonCondition condition = new JsonCondition(JsonPointer.compile(pointer), expected);

    assertThat(condition.matches(new JsonMapper().readTree(json))).isEqualTo(matches);
  }
}
