package io.nightjar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    String type = databases == Databases.MARIADB ? "DATETIME(6)" : "TIMESTAMP(6) WITH TIME ZONE";
    jdbc.sql("CREATE TABLE moment (at " + type + " NOT NULL)").update();

    jdbc.sql("INSERT INTO moment VALUES (?)")
        .param(instant.atOffset(ZoneOffset.UTC))
        .update();

    OffsetDateTime read =
        jdbc.sql("SELECT at FROM moment").query(OffsetDateTime.class).single();
    assertThat(read.toInstant()).isEqualTo(instant);
  }

  @Test
  void the_servers_clock_is_read_as_it_is() {
    OffsetDateTime read = databases
        .create()
        .jdbc()
        .sql("SELECT CURRENT_TIMESTAMP(6)")
        .query(OffsetDateTime.class)
        .single();

    assertThat(read.toInstant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void the_zone_of_sessions_is_hostile_or_that_of_the_server_that_they_do_not_follow() {
    String zoned = databases == Databases.MARIADB
        ? "SELECT CONVERT_TZ('2026-01-01 00:00:00', '+00:00', @@global.time_zone)"
        : "SELECT CAST(CAST('2026-01-01 00:00:00+00' AS TIMESTAMP WITH TIME ZONE) AS TIMESTAMP)";

    LocalDateTime read =
        databases.create().jdbc().sql(zoned).query(LocalDateTime.class).single();

    assertThat(read).isEqualTo("2026-01-01T05:45:00");
  }

  @Test
  void each_database_is_its_own() {
    databases.create().jdbc().sql("CREATE TABLE mine (id INT)").update();

    databases.create().jdbc().sql("CREATE TABLE mine (id INT)").update();
  }
}
