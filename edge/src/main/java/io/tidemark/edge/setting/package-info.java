/** Checks of settings. It knows no single setting. */
@NullMarked
package io.tidemark.edge.setting;

import org.jspecify.annotations.NullMarked;
