package io.nightjar.web.problem;

import io.nightjar.incident.mute.RejectedRequestException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns exceptions of requests into problem details. What is not the caller's fault is logged and not shown. */
@RestControllerAdvice
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

  private static final String UNREADABLE =
      "A header or a parameter cannot be read: send printable characters, and a query that is URL-encoded in UTF-8 with at most 1,000 parameters.";

  private final DatabaseProblems database;
  private final FailureLog failures;

  ApiExceptionHandler(DatabaseProblems database, FailureLog failures) {
    this.database = database;
    this.failures = failures;
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(ApiProblem problem, WebRequest request) {
    return problem.response(path(request));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(RejectedRequestException refused, WebRequest request) {
    return ApiProblem.cannot(refused.getMessage() + ".")
        .with("key", refused.key())
        .response(path(request));
  }

  @ExceptionHandler
  ResponseEntity<Object> refused(BodyRefusedException refused, WebRequest request) {
    return refused.problem().response(path(request));
  }

  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ResponseEntity<Object> databaseFailed(RuntimeException failure, WebRequest request) {
    return database.problem(call(request), failure).response(path(request));
  }

  /** Thrown late by the firewall and by Tomcat, which check a header or a parameter only when it is read. */
  @ExceptionHandler({RequestRejectedException.class, InvalidParameterException.class})
  ResponseEntity<Object> unreadable(RuntimeException e, WebRequest request) {
    return ApiProblem.of(HttpStatus.BAD_REQUEST, UNREADABLE).response(path(request));
  }

  @ExceptionHandler({InvalidMimeTypeException.class, InvalidMediaTypeException.class})
  ResponseEntity<Object> unknownType(IllegalArgumentException e, WebRequest request) {
    return ApiProblem.of(
            HttpStatus.BAD_REQUEST,
            "Accept or Content-Type cannot be read: send application/json, or leave Accept out.")
        .response(path(request));
  }

  @ExceptionHandler
  ResponseEntity<Object> unforeseen(Exception unforeseen, WebRequest request) {
    failures.log("A request failed", call(request), unforeseen);
    return ApiProblem.of(
            HttpStatus.INTERNAL_SERVER_ERROR, "Nightjar failed to answer. Nightjar's log says why.")
        .response(path(request));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (e.getRootCause() instanceof BodyRefusedException refused) {
      return refused(refused, request);
    }
    return super.handleHttpMessageNotReadable(e, headers, status, request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleTypeMismatch(
      TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    String key = e instanceof MethodArgumentTypeMismatchException argument
        ? argument.getName()
        : String.valueOf(e.getPropertyName());
    Class<?> type = e.getRequiredType();
    String remedy = type == UUID.class ? "send a UUID" : "send a number";
    return refused(ApiProblem.badValue(key, String.valueOf(e.getValue()), remedy), request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    HttpServletResponse answer = ((ServletWebRequest) request).getResponse();
    if (answer != null && answer.isCommitted()) {
      return null;
    }
    ResponseEntity<Object> response =
        super.handleExceptionInternal(e, body, headers, status, request);
    String detail = detail(e, request);
    if (detail != null && response != null && response.getBody() instanceof ProblemDetail problem) {
      problem.setDetail(detail);
    }
    return response;
  }

  private static @Nullable String detail(Exception e, WebRequest request) {
    if (e instanceof NoResourceFoundException) {
      return "There is nothing at " + path(request) + ". docs/api.md lists all calls.";
    }
    if (e instanceof HttpRequestMethodNotSupportedException method) {
      return method.getMethod() + " is not supported here: use "
          + String.join(" or ", orNone(method.getSupportedMethods())) + ".";
    }
    if (e instanceof HttpMediaTypeNotSupportedException type) {
      return "Content-Type " + ApiProblem.quote(String.valueOf(type.getContentType()))
          + " is not understood: send application/json.";
    }
    if (e instanceof HttpMediaTypeNotAcceptableException) {
      return "Accept " + ApiProblem.quote(request.getHeader(HttpHeaders.ACCEPT))
          + " cannot be served: accept application/json.";
    }
    return null;
  }

  private static String[] orNone(String @Nullable [] methods) {
    return methods == null ? new String[] {"another method"} : methods;
  }

  private static String call(WebRequest request) {
    return ((ServletWebRequest) request).getHttpMethod() + " " + ApiProblem.quote(path(request));
  }

  private static String path(WebRequest request) {
    return ((ServletWebRequest) request).getRequest().getRequestURI();
  }
}
