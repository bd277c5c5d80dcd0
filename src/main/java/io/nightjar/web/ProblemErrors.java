package io.nightjar.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers with a problem what the container or a filter has refused before any controller saw it. */
@Controller
class ProblemErrors implements ErrorController {

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ResponseEntity<Object> error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    if (status == null) {
      status = HttpStatus.NOT_FOUND;
    }
    // The refused path is not repeated: it may hold anything, a ping key included.
    return Problem.of(status, detail(status)).response("/");
  }

  private static String detail(HttpStatus status) {
    return status.is5xxServerError()
        ? "Nightjar failed to answer. Its log says why."
        : "The request was refused before it was read: " + status.getReasonPhrase() + ".";
  }
}
