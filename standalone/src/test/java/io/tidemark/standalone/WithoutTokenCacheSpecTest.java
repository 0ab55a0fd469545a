package io.tidemark.standalone;

import org.junit.jupiter.api.Nested;

/** Runs all specifications of access where no token is cached, so that every request passes Spring Security. */
@SharedSettings(WithoutTokenCacheSpecTest.SETTING)
class WithoutTokenCacheSpecTest {

    static final String SETTING = "tidemark.auth.known-tokens=0";

    @Nested
    class SecuritySpec extends SecuritySpecTest {
        SecuritySpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }

    @Nested
    class TokenSpec extends TokenSpecTest {
        TokenSpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }

    @Nested
    class TokenInAddressSpec extends TokenInAddressSpecTest {
        TokenInAddressSpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }

    @Nested
    class StrangerSpec extends StrangerSpecTest {
        StrangerSpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }

    @Nested
    class OriginSpec extends OriginSpecTest {
        OriginSpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }

    @Nested
    class CorsSpec extends CorsSpecTest {
        CorsSpec(RunningTidemark tidemark) {
            super(tidemark);
        }
    }
}
