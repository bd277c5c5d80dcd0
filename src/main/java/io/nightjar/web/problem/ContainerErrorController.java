package io.nightjar.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers with problem details to requests that the container or a filter has rejected. */
@Controller
public class ContainerErrorController implements ErrorController {

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ResponseEntity<Object> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    if (status == null) {
      status = HttpStatus.NOT_FOUND;
    }
    // The path is not repeated: it may contain anything, including a ping key.
    return ApiProblem.of(status, detail(status.value(), status)).response("/");
  }

  /** The problem of a request that was rejected before it was processed. */
  public static ApiProblem refused() {
    return ApiProblem.of(
        HttpStatus.BAD_REQUEST, detail(HttpStatus.BAD_REQUEST.value(), HttpStatus.BAD_REQUEST));
  }

  static String detail(int status, @Nullable HttpStatus known) {
    return status >= 500
        ? "Nightjar failed to answer. Nightjar's log says why."
        : "The request was rejected before it was processed: "
            + (known == null ? status : known.getReasonPhrase()) + ".";
  }
}
