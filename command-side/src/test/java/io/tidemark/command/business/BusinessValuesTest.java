package io.tidemark.command.business;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.edge.refusal.Refused;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of the values of a business. A character beyond the basic plane counts as one. */
class BusinessValuesTest {

    private static final String WAVE = "👋";

    @Test
    void name_has_1_to_200_characters() {
        assertThat(new BusinessName(WAVE.repeat(200)).value()).isEqualTo(WAVE.repeat(200));
        assertThat(new BusinessName(" \t" + "a".repeat(200) + "\u3000").value()).isEqualTo("a".repeat(200));
        assertRefused("business.name-length", () -> new BusinessName("a".repeat(201)));
        assertRefused("business.name-length", () -> new BusinessName(" \n"));
        assertRefused("business.name-length", () -> new BusinessName("\u200b\u2060"));
        assertRefused("business.name-length", () -> BusinessName.parse(null));
    }

    @Test
    void description_has_at_most_2000_characters_and_is_kept_as_it_is() {
        assertThat(new BusinessDescription(WAVE.repeat(2_000)).value()).isEqualTo(WAVE.repeat(2_000));
        assertThat(new BusinessDescription(" \n").value()).isEqualTo(" \n");
        assertRefused("business.description-length", () -> new BusinessDescription("a".repeat(2_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"6f1c2d4e-0000-4000-8000-00000000000a", "6F1C2D4E-0000-4000-8000-00000000000A"})
    void id_is_a_uuid_of_any_case(String id) {
        assertThat(BusinessId.parse(id)).hasToString("business/6f1c2d4e-0000-4000-8000-00000000000a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-1-1-1-1", "6f1c2d4e-0000-4000-8000-00000000000a\n"})
    void anything_else_is_no_id(String id) {
        assertRefused("business.id", () -> BusinessId.parse(id));
    }

    private static void assertRefused(String code, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo(Refused.Kind.INVALID);
            assertThat(refused.code()).isEqualTo(code);
        });
    }
}
