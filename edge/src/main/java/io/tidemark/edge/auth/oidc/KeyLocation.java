package io.tidemark.edge.auth.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where an issuer publishes its keys: at an address of their own, or at the one that its metadata name. */
final class KeyLocation {

    private static final ParameterizedTypeReference<Map<String, Object>> METADATA =
            new ParameterizedTypeReference<>() {};
    private static final String OIDC = "/.well-known/openid-configuration";
    private static final String OAUTH = "/.well-known/oauth-authorization-server";

    private final WebClient web;

    KeyLocation(WebClient web) {
        this.web = web;
    }

    /** Reads the keys at an address. */
    Mono<JWKSet> at(String address) {
        return web.get()
                .uri(URI.create(address))
                .retrieve()
                .bodyToMono(String.class)
                .map(KeyLocation::parsed);
    }

    private static JWKSet parsed(String body) {
        try {
            return JWKSet.parse(body);
        } catch (ParseException malformed) {
            throw new IllegalStateException("the issuer's keys cannot be parsed", malformed);
        }
    }

    /** Reads the keys that the metadata of an issuer name (OpenID Connect Discovery, RFC 8414). */
    Mono<JWKSet> of(String issuer) {
        return Flux.fromIterable(metadataOf(issuer))
                .concatMap(address -> web.get()
                        .uri(address)
                        .retrieve()
                        .bodyToMono(METADATA)
                        .onErrorResume(KeyLocation::isElsewhere, elsewhere -> Mono.empty()))
                .next()
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("the issuer publishes no metadata")))
                .flatMap(metadata -> at(keysIn(metadata, issuer)));
    }

    private static boolean isElsewhere(Throwable failure) {
        return failure instanceof WebClientResponseException answer
                && answer.getStatusCode().is4xxClientError();
    }

    private static List<URI> metadataOf(String issuer) {
        var address = URI.create(issuer);
        var path = address.getPath() == null ? "" : address.getPath().replaceFirst("/$", "");
        return List.of(behind(address, path + OIDC), behind(address, OIDC + path), behind(address, OAUTH + path));
    }

    private static URI behind(URI issuer, String path) {
        return UriComponentsBuilder.fromUri(issuer).replacePath(path).build().toUri();
    }

    private static String keysIn(Map<String, Object> metadata, String issuer) {
        if (!issuer.equals(metadata.get("issuer")) || !(metadata.get("jwks_uri") instanceof String keys)) {
            throw new IllegalStateException("the metadata of the issuer are those of another, or name no keys");
        }
        return keys;
    }
}
