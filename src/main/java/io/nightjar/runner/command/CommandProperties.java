package io.nightjar.runner.command;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The section {@code command} of a job as it is written, unchecked.
 *
 * @param run the program and its arguments
 * @param single the same key when it holds a single text, which Spring would also bind to the list
 * @param directory where it runs
 * @param environment what is added to its environment
 * @param killWhenOverdue whether it is killed at its finish deadline
 */
record CommandProperties(
    @Nullable List<String> run,
    @Name("run") @Nullable String single,
    @Nullable String directory,
    @Nullable Map<String, String> environment,
    @DefaultValue("false") boolean killWhenOverdue) {}
