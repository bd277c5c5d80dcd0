package io.nightjar.web.problem;

import com.slack.api.app_backend.SlackSignature;
import java.util.List;
import java.util.Random;

/** Makes requests that no client sends by accident: known calls with one or two parts of them spoilt. Seeded. */
final class FuzzedRequests {

  private static final List<String> CALLS = List.of(
      "GET /api/jobs",
      "GET /api/jobs/here",
      "GET /api/jobs/here/runs",
      "POST /api/jobs/here/runs",
      "POST /api/jobs/hourly/runs",
      "GET /api/runs/RUN",
      "GET /api/runs/RUN/heartbeats",
      "POST /api/runs/RUN/cancel",
      "GET /api/expected-runs",
      "GET /api/incidents",
      "GET /api/incidents/1",
      "POST /api/incidents/1/acknowledge",
      "POST /api/incidents/1/resolve",
      "GET /api/mutes",
      "POST /api/mutes",
      "DELETE /api/mutes/1",
      "GET /api/rehearsal",
      "GET /api/monitoring-gaps",
      "POST /api/scheduler/repair",
      "GET /api/notifications",
      "GET /api/notifications/RUN",
      "POST /ping/ping-key-of-early-88aa/log",
      "GET /ping/ping-key-of-early-88aa/log",
      "POST /slack/commands",
      "POST /slack/interactions",
      "GET /actuator/health",
      "GET /actuator/health/readiness",
      "GET /actuator/prometheus",
      "GET /actuator/info",
      "GET /nothing",
      "GET /error",
      "GET /");

  private static final List<String> QUERIES = List.of(
      "?%00=1",
      "?job=%00",
      "?job=a%00b&state=all",
      "?&&&=&=x",
      "?a=%ff",
      "?job=%ff",
      "?job=%ed%a0%80",
      "?job=%c2%85forged",
      "?%0a2026-01-22T00:10:00Z ERROR FORGED",
      "?%0a2026-01-22T00:10:00Z%20ERROR%20FORGED",
      "?job=%0d%0aFORGED",
      "?=&=&=",
      "?%",
      "?%zz=1",
      "?job=%u0041",
      "?limit=99999999999999999999",
      "?limit=-1",
      "?limit=%00",
      "?limit=1&limit=2",
      "?before=~",
      "?before=2026-01-22T00:00:00Z~",
      "?before=2026-01-22T00:00:00Z~1-1-1-1-1",
      "?before=-9223372036854775808",
      "?after=99999999999999999999",
      "?from=+999999999-12-31T23:59:59Z",
      "?from=-999999999-01-01T00:00:00Z",
      "?from=2026-01-22T00:00:00.000000001Z",
      "?from=2026-01-22T00:00:00.000000001Z&to=2026-01-22T00:00:00.000000002Z",
      "?to=9999-12-31T23:59:59.999999999Z",
      "?from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z",
      "?state=%F0%9F%92%A9",
      "?incident=9223372036854775807",
      "?incident=%00",
      "?rid=%00",
      "?rid=1-1-1-1-1",
      "?includeNames=%00&tag=%00",
      "?error=%00",
      "?" + "a=1&".repeat(1_500),
      "?job=" + "j".repeat(6_000));

  private static final List<String> PATHS = List.of(
      "/%00",
      "/%0a",
      "/%2f",
      "/%2F..%2f",
      "/%5c",
      "/\\",
      "//",
      "/..",
      "/%2e%2e",
      "/%ff",
      "/%c0%af",
      "/%ed%a0%80",
      "/;a=b",
      ";jsessionid=1",
      "/%",
      "/%zz",
      "/%25",
      "/<script>",
      "/\u0080\u0085",
      "/\u00ff",
      "/{job}",
      "/" + "x".repeat(5_000),
      "%20",
      "/99999999999999999999",
      "/-1",
      "/.",
      "*");

  private static final List<String> HEADERS = List.of(
      "Idempotency-Key: \u0080\u0085\u009b31m",
      "Idempotency-Key: \u00ff\u00fe",
      "Idempotency-Key: a\tb",
      "Idempotency-Key: \u0001\u001b[31m",
      "Idempotency-Key: \u0000",
      "Idempotency-Key: " + "k".repeat(256),
      "Idempotency-Key:",
      "X-Slack-Signature: v0=\u0085\u009b",
      "X-Slack-Request-Timestamp: \u0085",
      "X-Slack-Request-Timestamp: 99999999999999999999",
      "Content-Type: \u0085",
      "Content-Type: application/json; charset=\u0085",
      "Content-Type: application/json; charset=nothing",
      "Content-Type: application/json;;;",
      "Content-Type: /",
      "Content-Type:",
      "Content-Type: multipart/form-data",
      "Content-Type: multipart/form-data; boundary=" + "b".repeat(500),
      "Content-Type: application/x-www-form-urlencoded",
      "Accept:",
      "Accept: ,",
      "Accept: ;;;",
      "Accept: text/",
      "Accept: \u0085",
      "Accept: application/json;q=x",
      "Accept: application/openmetrics-text; version=9",
      "Accept: text/html",
      "Accept-Charset: nothing",
      "Accept-Language: \u0085; q=9",
      "Accept-Encoding: \u0085",
      "Authorization: Bearer \u0085\u00ff",
      "Authorization: Bearer",
      "Authorization:",
      "Authorization: \u0000",
      "Cookie: \u0085=\u0085; $Version=9",
      "Content-Encoding: gzip",
      "Transfer-Encoding: nothing",
      "Transfer-Encoding: chunked",
      "Content-Length: 5",
      "Content-Length: -1",
      "Content-Length: 99999999999999999999",
      "Expect: nothing",
      "Expect: 100-continue",
      "Range: bytes=-\u0085",
      "If-Modified-Since: \u0085",
      "If-None-Match: \u0085",
      "Origin: \u0085",
      "Origin: http://[",
      "Host: \u0085",
      "Host: [",
      "X-Forwarded-For: \u0085",
      "X-HTTP-Method-Override: CONNECT",
      "Upgrade: h2c",
      "\u0085: x",
      "no colon",
      "X: " + "h".repeat(9_000));

  private static final List<String> BODIES = List.of(
      "{\"parameters\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001),
      "[".repeat(10_000) + "]".repeat(10_000),
      "[".repeat(10_000),
      "{\"parameters\":{\"a\":" + "9".repeat(8_000) + "}}",
      "{\"parameters\":{\"a\":-0." + "9".repeat(8_000) + "}}",
      "9".repeat(8_000),
      "{\"parameters\":{\"a\":1E+2147483648}}",
      "{\"parameters\":{\"a\":1E-2147483649}}",
      "{\"parameters\":{\"a\":1E+2147483647}}",
      "{\"parameters\":{\"a\":1E+999999999}}",
      "{\"reason\":1E+2147483648}",
      "{\"occurrence\":1E+999999999}",
      "{\"for\":1E+999999999,\"reason\":\"x\"}",
      "{\"" + "n".repeat(60_000) + "\":1}",
      "{\"parameters\":{\"" + "n".repeat(60_000) + "\":1}}",
      "{\"parameters\":{\"a\":\"\\ud800\"}}",
      "{\"parameters\":{\"\\udc00\":1}}",
      "{\"reason\":\"\\ud800\"}",
      "{\"reason\":\"\\udc00\\ud800\",\"for\":\"PT1H\"}",
      "{\"jobs\":[\"\\ud800\"],\"reason\":\"x\",\"for\":\"PT1H\"}",
      "{\"reason\":\"a\\u0000b\",\"for\":\"PT1H\"}",
      "{\"reason\":\"\\u0000\",\"for\":\"PT1H\"}",
      "{\"reason\":\"\\n2026-01-22 ERROR FORGED\\u0085\\u001b[31m\",\"for\":\"PT1H\"}",
      "{\"parameters\":{\"a\":\"\\u0000\"}}",
      "{\"jobs\":[\"\\u0000\"],\"reason\":\"x\",\"for\":\"PT1H\"}",
      "{\"jobs\":[],\"reason\":\"x\",\"for\":\"PT1H\"}",
      "{\"jobs\":[\"here\",\"here\"],\"reason\":\"x\",\"for\":\"PT1H\"}",
      "{\"jobs\":[" + "\"here\",".repeat(5_000) + "\"here\"],\"reason\":\"x\",\"for\":\"PT1H\"}",
      "{\"from\":\"2026-01-22T01:00:00.000000001Z\",\"to\":\"2026-01-22T01:00:00.000000002Z\",\"reason\":\"x\"}",
      "{\"from\":\"2026-01-22T01:00:00.0000005Z\",\"to\":\"2026-02-22T01:00:00.0000005Z\",\"reason\":\"x\"}",
      "{\"from\":\"9999-12-31T23:59:59.999999999Z\",\"for\":\"PT1H\",\"reason\":\"x\"}",
      "{\"for\":\"PT0.000000001S\",\"reason\":\"x\"}",
      "{\"for\":\"PT2562047788015215H\",\"reason\":\"x\"}",
      "{\"for\":\"-PT1H\",\"reason\":\"x\"}",
      "{\"until\":\"2026-01-22T00:10:00.000000001Z\"}",
      "{\"for\":\"P400D\"}",
      "{\"occurrence\":\"2026-01-22T00:05:00.000000001Z\"}",
      "{\"occurrence\":\"1969-12-31T23:59:59Z\"}",
      "{\"probe\":\"\\ud800\"}",
      "{\"downstream\":[]}",
      "{\"a\":1,\"a\":2}",
      "{\"reason\":\"\u00ff\u00fe\"}",
      "\u00ff\u00fe{\u0000}\u0000",
      "\u0000",
      "{} {}",
      "null",
      "\"\"",
      "{\"reason\":\"" + "r".repeat(1_001) + "\"}",
      "payload=%ff&text=%zz",
      "payload={",
      "payload=%7B%22actions%22%3A" + "[".repeat(5_000),
      "trigger_id=1&user_id=U0ALICE&text=rerun%20%00&response_url=x",
      "trigger_id=2&user_id=U0ALICE&text=mute%20here%209999d&response_url=x",
      "trigger_id=3&user_id=%0aFORGED&text=status",
      "trigger_id=4&user_id=U0ALICE&text=ack%20999999999999999999",
      "payload=%7B%22actions%22%3A%5B%7B%22action_id%22%3A%22nightjar_mute%22%2C%22action_ts%22%3A%221%22%7D%5D%7D",
      "text=" + "%00".repeat(1_000),
      "%00=%00&&&=",
      "r".repeat(66_000));

  private static final List<String> METHODS = List.of(
      "HEAD",
      "OPTIONS",
      "TRACE",
      "CONNECT",
      "PUT",
      "PATCH",
      "DELETE",
      "POST",
      "GET",
      "get",
      "FOO",
      "M".repeat(200));

  private static final List<String> ROLES = List.of("viewer", "operator", "admin");

  private final Random random;
  private final String run;

  FuzzedRequests(long seed, String run) {
    this.random = new Random(seed);
    this.run = run;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean oneIn(int n) {
    return random.nextInt(n) == 0;
  }

  /** As Slack would sign it. */
  private static String signature(String body) {
    String now = String.valueOf(WebFixture.START.getEpochSecond());
    String signature = new SlackSignature.Generator("signing-secret-e5b1").generate(now, body);
    return "X-Slack-Request-Timestamp: " + now + "\r\nX-Slack-Signature: " + signature + "\r\n";
  }

  String next() {
    String[] call = one(CALLS).replace("RUN", run).split(" ");
    String method = oneIn(8) ? one(METHODS) : call[0];
    String path = call[1] + (oneIn(5) ? one(PATHS) : "") + (oneIn(3) ? one(QUERIES) : "");
    String body = call[0].equals("POST") && !oneIn(4) || oneIn(10) ? one(BODIES) : "";
    StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    request.append("Host: localhost\r\nConnection: close\r\n");
    String header = oneIn(3) ? one(HEADERS) : "";
    if (!oneIn(6) && !header.startsWith("Authorization")) {
      request.append("Authorization: Bearer token-of-").append(one(ROLES)).append("\r\n");
    }
    if (!header.startsWith("Content-Type") && !oneIn(10)) {
      request.append("Content-Type: application/json\r\n");
    }
    if (!header.startsWith("Content-Length") && !header.startsWith("Transfer-Encoding")) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    if (path.startsWith("/slack") && !header.startsWith("X-Slack") && !oneIn(3)) {
      request.append(signature(body));
    }
    if (!header.isEmpty()) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").append(body).toString();
  }
}
