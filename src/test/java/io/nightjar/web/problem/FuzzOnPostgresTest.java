package io.nightjar.web.problem;

import org.springframework.test.context.ContextConfiguration;

/** The same on PostgreSQL, which refuses values that H2 takes. */
@ContextConfiguration(initializers = WebFixture.OnPostgres.class)
class FuzzOnPostgresTest extends FuzzTest {}
