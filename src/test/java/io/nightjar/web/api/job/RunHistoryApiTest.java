package io.nightjar.web.api.job;

import static io.nightjar.web.problem.WebFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightjar.job.Job;
import io.nightjar.job.JobCatalogue;
import io.nightjar.ledger.job.CatalogueSync;
import io.nightjar.ledger.run.RunRecorder;
import io.nightjar.ledger.run.RunTrigger;
import io.nightjar.web.problem.ApiClient;
import io.nightjar.web.problem.ApiClient.Answer;
import io.nightjar.web.problem.WebTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WebTest
class RunHistoryApiTest {

  @Autowired
  private ApiClient api;

  @Autowired
  private RunRecorder runs;

  @Autowired
  private CatalogueSync records;

  @Autowired
  private JobCatalogue catalogue;

  private String fire(int occurrence, Instant at) {
    Instant of = START.plusSeconds(occurrence);
    return runs.fire("here", of, RunTrigger.CATCH_UP, UUID.randomUUID(), at)
        .orElseThrow()
        .id()
        .toString();
  }

  private List<String> allPages(int limit) {
    List<String> seen = new ArrayList<>();
    String before = "";
    do {
      Answer page = api.as("viewer").get("/api/jobs/here/runs?limit=" + limit + before);
      assertThat(page.status()).isEqualTo(200);
      seen.addAll(page.texts("/runs", "id"));
      before = page.at("/next").equals("null") ? "" : "&before=" + page.at("/next");
    } while (!before.isEmpty());
    return seen;
  }

  @Test
  void pages_follow_each_other_newest_first() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(0, fire(i, START.plusSeconds(i)));
    }

    assertThat(allPages(3)).isEqualTo(made);
  }

  @Test
  void no_page_loses_what_was_recorded_at_one_instant() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      made.add(fire(i, START));
    }

    assertThat(allPages(2)).containsExactlyInAnyOrderElementsOf(made);
  }

  @Test
  void before_may_be_an_instant() {
    String first = fire(1, START.minusSeconds(60));
    fire(2, START);

    Answer page = api.as("viewer").get("/api/jobs/here/runs?before=2026-01-22T00:10:00Z");

    assertThat(page.texts("/runs", "id")).containsExactly(first);
    assertThat(page.at("/next")).isEqualTo("null");
  }

  @Test
  void a_job_that_has_left_the_catalogue_keeps_its_history() {
    records.align(new JobCatalogue(List.of(gone())), START);

    assertThat(api.as("viewer").get("/api/jobs/gone/runs").status()).isEqualTo(200);
    assertThat(api.as("viewer").get("/api/jobs/gone").status()).isEqualTo(404);
  }

  private Job gone() {
    Job like = catalogue.find("early").orElseThrow();
    return new Job(
        "gone",
        like.description(),
        like.schedule(),
        like.expectations(),
        like.catchUpWithin(),
        like.overlap(),
        like.dependencies(),
        like.contact(),
        null,
        null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=501",
        "limit=many",
        "before=yesterday",
        "before=2026-01-22T00:10:00Z~no-uuid",
        "before=2026-01-22",
        "befor=2026-01-22T00:10:00Z",
        "limit=1&limit=2"
      })
  void what_cannot_be_read_is_refused_by_its_name(String query) {
    Answer answer = api.as("viewer").get("/api/jobs/here/runs?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.at("/detail")).contains(query.substring(0, query.indexOf('=')));
  }
}
