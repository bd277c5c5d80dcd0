package io.nightjar.web.problem;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Turns an error response without a body into a problem, such as the actuator's 404 for an unknown health component.
 */
@RestControllerAdvice
class EmptyErrorAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter returned,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body != null || !(response instanceof ServletServerHttpResponse servlet)) {
      return body;
    }
    HttpStatus status = HttpStatus.resolve(servlet.getServletResponse().getStatus());
    if (status == null || !status.isError()) {
      return null;
    }
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    String path = request.getURI().getRawPath();
    return ApiProblem.of(status, "There is nothing at " + path + ".").body(path);
  }
}
