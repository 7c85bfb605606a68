/**
 * Turns every failed request of our services into {@code application/problem+json} (RFC 9457): JAX-RS exception mappers
 * that Quarkus finds through this module's index. No endpoint maps exceptions itself.
 */
package bottega.common.rest;
