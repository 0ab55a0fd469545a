/** Signing in with the built-in issuer, and signing out. */
@NullMarked
package io.tidemark.command.auth;

import org.jspecify.annotations.NullMarked;
