package io.nightjar.web.api.incident;

import io.nightjar.notification.outbox.Outbox;
import io.nightjar.notification.outbox.OutboxEntry;
import io.nightjar.notification.outbox.OutboxQuery;
import io.nightjar.web.problem.ApiProblem;
import io.nightjar.web.request.QueryParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/notifications}: sent and pending notifications, with the proof of delivery. */
@RestController
class NotificationsController {

  private static final int DEFAULT = 50;
  private static final int MOST = 500;

  private final Outbox outbox;

  NotificationsController(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * A page of notifications as JSON, newest first.
   *
   * @param next the value of {@code before} that asks for the next page, null on the last
   */
  record Page(
      List<NotificationView> notifications, @Nullable String next) {}

  @GetMapping("/api/notifications")
  Page notifications(HttpServletRequest request) {
    QueryParameters query = QueryParameters.of(request, "state", "incident", "before", "limit");
    NotificationFilter state =
        query.word("state", NotificationFilter.values(), NotificationFilter::word);
    int limit = query.limit(DEFAULT, MOST);
    List<OutboxEntry> found = outbox.list(new OutboxQuery(
        (state == null ? NotificationFilter.ALL : state).sent(),
        query.number("incident", "send the number of an incident"),
        query.number("before", "send the value of next from the previous page"),
        limit + 1));
    List<OutboxEntry> page = found.size() > limit ? found.subList(0, limit) : found;
    return new Page(
        page.stream().map(NotificationView::of).toList(),
        found.size() > limit ? String.valueOf(page.get(limit - 1).seq()) : null);
  }

  @GetMapping("/api/notifications/{id}")
  NotificationView notification(@PathVariable("id") UUID id, HttpServletRequest request) {
    QueryParameters.of(request);
    return outbox
        .find(id)
        .map(NotificationView::of)
        .orElseThrow(() -> ApiProblem.notFound(
            "There is no notification " + id + ": GET /api/notifications lists them."));
  }
}
