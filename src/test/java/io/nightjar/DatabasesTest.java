package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(Databases.class)
class DatabasesTest {

  @Parameter
  Databases databases;

  @Test
  void an_instant_survives_the_hostile_session_zone() {
    Instant instant = Instant.parse("2026-03-29T01:00:00.123456Z");
    var jdbc = databases.create().jdbc();
    jdbc.sql("CREATE TABLE moment (at TIMESTAMP(6) WITH TIME ZONE NOT NULL)").update();

    jdbc.sql("INSERT INTO moment VALUES (?)")
        .param(instant.atOffset(ZoneOffset.UTC))
        .update();

    OffsetDateTime read =
        jdbc.sql("SELECT at FROM moment").query(OffsetDateTime.class).single();
    assertThat(read.toInstant()).isEqualTo(instant);
  }

  @Test
  void the_session_zone_is_hostile() {
    LocalDateTime read = databases
        .create()
        .jdbc()
        .sql("SELECT CAST(CAST('2026-01-01 00:00:00+00' AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP)")
        .query(LocalDateTime.class)
        .single();

    assertThat(read).isEqualTo("2026-01-01T05:45:00");
  }

  @Test
  void each_database_is_its_own() {
    databases.create().jdbc().sql("CREATE TABLE mine (id INT)").update();

    databases.create().jdbc().sql("CREATE TABLE mine (id INT)").update();
  }
}
