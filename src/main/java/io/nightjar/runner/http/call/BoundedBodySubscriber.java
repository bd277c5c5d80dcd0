package io.nightjar.runner.http.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightjar.runner.text.OutputTail;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.springframework.util.unit.DataSize;

/**
 * Receives a body of any length in bounded memory and keeps its beginning and its end. A long body is read to its end,
 * because with {@code completion: response} the job is not done before that.
 */
final class BoundedBodySubscriber implements BodySubscriber<HttpAnswer> {

  private static final int END = 8 * 1024;

  private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final OutputTail end = new OutputTail(END);
  private final ResponseInfo info;
  private final DataSize most;
  private long length;

  BoundedBodySubscriber(ResponseInfo info, DataSize most) {
    this.info = info;
    this.most = most;
  }

  @Override
  public CompletionStage<HttpAnswer> getBody() {
    return answer;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      length += bytes.length;
      head.write(bytes, 0, (int) Math.min(bytes.length, most.toBytes() - head.size()));
      end.write(bytes, 0, bytes.length);
    }
  }

  @Override
  public void onError(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    String location = info.headers().firstValue("Location").orElse(null);
    answer.complete(new HttpAnswer(
        info.statusCode(),
        location,
        head.toString(UTF_8),
        end.text(),
        length > most.toBytes() ? most : null));
  }
}
