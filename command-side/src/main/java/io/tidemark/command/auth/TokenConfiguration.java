package io.tidemark.command.auth;

import io.tidemark.edge.auth.AccessRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Lets everybody ask for a token, also where the built-in issuer is off and there is none. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    AccessRule everybodyAsksForTokens() {
        return AccessRule.open(HttpMethod.POST, TokenApi.PATH);
    }
}
