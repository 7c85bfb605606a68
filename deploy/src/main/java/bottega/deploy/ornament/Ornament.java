package bottega.deploy.ornament;

import java.util.function.Function;
import java.util.random.RandomGenerator;

/** The classes of the data set. */
public enum Ornament {
    BEAD_AND_REEL("bead-and-reel", Bands::beadAndReel),
    CHEQUER("chequer", Fields::chequer),
    CHEVRON("chevron", Fields::chevron),
    EGG_AND_DART("egg-and-dart", Bands::eggAndDart),
    GUILLOCHE("guilloche", Bands::guilloche),
    LOZENGE("lozenge", Fields::lozenge),
    MEANDER("meander", Bands::meander),
    PALMETTE("palmette", Bands::palmette),
    ROSETTE("rosette", Fields::rosette),
    VITRUVIAN_SCROLL("vitruvian-scroll", Bands::vitruvianScroll);

    private final String label;
    private final Function<RandomGenerator, Tile> motif;

    Ornament(String label, Function<RandomGenerator, Tile> motif) {
        this.label = label;
        this.motif = motif;
    }

    /** The class name, also the folder's in the archive. */
    public String label() {
        return label;
    }

    Tile tile(RandomGenerator random) {
        return motif.apply(random);
    }
}
