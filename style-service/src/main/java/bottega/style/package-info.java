/** Neural style transfer after Gatys, Ecker and Bethge (2016), as jobs over REST. */
package bottega.style;
