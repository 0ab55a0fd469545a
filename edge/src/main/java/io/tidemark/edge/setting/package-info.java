/** Checks of the settings. It knows no setting. */
@NullMarked
package io.tidemark.edge.setting;

import org.jspecify.annotations.NullMarked;
