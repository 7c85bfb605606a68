/**
 * Two drawn pictures for style transfer: a scene of columns with Persepolis in mind as content, a swirling night sky
 * as style. Both are drawn by the project itself, so the demo needs no picture from elsewhere.
 */
package bottega.deploy.scene;
