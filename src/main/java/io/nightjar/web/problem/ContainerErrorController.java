package io.nightjar.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers with a problem what the container or a filter has refused before any controller saw it. */
@Controller
public class ContainerErrorController implements ErrorController {

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ResponseEntity<Object> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    if (status == null) {
      status = HttpStatus.NOT_FOUND;
    }
    // The refused path is not repeated: it may hold anything, a ping key included.
    return ApiProblem.of(status, detail(status.value(), status)).response("/");
  }

  /** A request that was refused before it was read. */
  public static ApiProblem refused() {
    return ApiProblem.of(
        HttpStatus.BAD_REQUEST, detail(HttpStatus.BAD_REQUEST.value(), HttpStatus.BAD_REQUEST));
  }

  static String detail(int status, @Nullable HttpStatus known) {
    return status >= 500
        ? "Nightjar failed to answer. Its log says why."
        : "The request was refused before it was read: "
            + (known == null ? status : known.getReasonPhrase()) + ".";
  }
}
