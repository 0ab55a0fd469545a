package io.tidemark.edge.security;

import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets the security log say each minute what it left out. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SecurityLogConfiguration {}
