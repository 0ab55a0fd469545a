/** Signing in with the built-in issuer. */
@NullMarked
package io.tidemark.command.auth;

import org.jspecify.annotations.NullMarked;
