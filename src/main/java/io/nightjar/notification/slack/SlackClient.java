package io.nightjar.notification.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.util.http.SlackHttpClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;

/** Slack's own client, made to send each request once and to log nothing. */
final class SlackClient {

  private SlackClient() {}

  static MethodsClient of(SlackDestination place, SlackTimeouts timeouts) {
    SlackConfig config = new SlackConfig();
    // With statistics the client calls auth.test by itself.
    config.setStatsEnabled(false);
    config.getMethodsConfig().setStatsEnabled(false);
    // The listeners that are there by default log requests and answers.
    config.setHttpClientResponseHandlers(List.of());
    config.setMethodsEndpointUrlPrefix(place.apiUrl());
    SlackHttpClient http =
        new SlackHttpClient(once(SlackHttpClient.buildOkHttpClient(config), timeouts));
    http.setConfig(config);
    return Slack.getInstance(config, http).methods(place.token());
  }

  private static OkHttpClient once(OkHttpClient client, SlackTimeouts timeouts) {
    return client
        .newBuilder()
        .connectTimeout(timeouts.connect())
        .readTimeout(timeouts.read())
        .writeTimeout(timeouts.read())
        .callTimeout(timeouts.whole())
        .followRedirects(false)
        // A kept connection that Slack has closed in the meantime would make a clear outcome
        // unclear.
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .addInterceptor(chain -> chain.proceed(oneShot(chain.request())))
        .addNetworkInterceptor(SlackClient::tellSent)
        .build();
  }

  // Anything that fails from here on fails after the connection was made.
  private static Response tellSent(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      throw new UnansweredException(e);
    }
  }

  /** OkHttp repeats a POST by itself after some failures; a body that can be read only once it does not. */
  private static Request oneShot(Request request) {
    RequestBody body = request.body();
    return body == null
        ? request
        : request.newBuilder().method(request.method(), new OneShotBody(body)).build();
  }

  /** The request may have arrived, its answer did not. */
  static final class UnansweredException extends IOException {
    UnansweredException(IOException cause) {
      super("no answer", cause);
    }
  }

  private static final class OneShotBody extends RequestBody {

    private final RequestBody body;

    OneShotBody(RequestBody body) {
      this.body = body;
    }

    @Override
    public MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      body.writeTo(sink);
    }
  }
}
