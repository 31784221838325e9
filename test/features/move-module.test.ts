import { expect, test } from 'vitest';
import { checkMove, checkMovedTree, moveTitles } from './check-move';

const board = `
  /dts-v1/;

  / {
    #address-cells = <2>;
    #size-cells = <2>;

    chosen {
      #address-cells = <2>;
      #size-cells = <2>;

      // The kernel of the guest.
      guest: module@47000000 { // loaded by U-Boot
        compatible = "multiboot,kernel", "multiboot,module";
        $0reg = <0x0 0x47000000 0x0 0x800000>;
        bootargs = "console=ttyAMA0";
      }; // 8 MiB

      domU1 {
        compatible = "xen,domain";
        #address-cells = <1>;
        #size-cells = <1>;
        memory = <0x0 0x20000>;
        cpus = <1>;
      };

      domU2 {
        compatible = "xen,domain";
        memory = <0x0 0x20000>;
        cpus = <1>;
      };
    };
  };
`;

test('offers each domain and a new one', () => {
  expect(moveTitles(board)).toEqual([
    'Move module into domain "domU1"',
    'Move module into domain "domU2"',
    'Move module into a new domain…',
  ]);
});

test('moves a module with its comments and label, and writes reg in the cells of the domain', () => {
  checkMove(
    board,
    'Move module into domain "domU1"',
    `
  /dts-v1/;

  / {
    #address-cells = <2>;
    #size-cells = <2>;

    chosen {
      #address-cells = <2>;
      #size-cells = <2>;

      domU1 {
        compatible = "xen,domain";
        #address-cells = <1>;
        #size-cells = <1>;
        memory = <0x0 0x20000>;
        cpus = <1>;

        // The kernel of the guest.
        guest: module@47000000 { // loaded by U-Boot
          compatible = "multiboot,kernel", "multiboot,module";
          reg = <0x47000000 0x800000>;
          bootargs = "console=ttyAMA0";
        }; // 8 MiB
      };

      domU2 {
        compatible = "xen,domain";
        memory = <0x0 0x20000>;
        cpus = <1>;
      };
    };
  };
`,
  );
  checkMovedTree(board, 'Move module into domain "domU1"', {
    from: '/chosen/module@47000000',
    to: '/chosen/domU1/module@47000000',
  });
});

test('declares the cells of a domain that does not, so that reg can stay as it is', () => {
  const source = `
    /dts-v1/;
    / {
    	chosen {
    		module@40000000 {
    			compatible = "multiboot,kernel", "multiboot,module";$0
    			reg = <0x0 0x40000000
    			       0x0 0x100000>;
    		};
    		domU1 {
    			compatible = "xen,domain"; /* first */
    			memory = <0x0 0x20000>;
    			cpus = <1>;
    		};
    	};
    };
  `;
  const title = 'Move module into domain "domU1"';
  checkMove(
    source,
    title,
    `
    /dts-v1/;
    / {
    	chosen {
    		domU1 {
    			compatible = "xen,domain"; /* first */
    			#address-cells = <2>;
    			#size-cells = <2>;
    			memory = <0x0 0x20000>;
    			cpus = <1>;

    			module@40000000 {
    				compatible = "multiboot,kernel", "multiboot,module";
    				reg = <0x0 0x40000000
    				       0x0 0x100000>;
    			};
    		};
    	};
    };
  `,
  );
  checkMovedTree(source, title, {
    from: '/chosen/module@40000000',
    to: '/chosen/domU1/module@40000000',
  });
});

test('moves the example of the mail and mends its unit address', () => {
  checkMove(
    `
    /dts-v1/;
    / {
      chosen {
        module@0x47000000 {
          compatible = "multiboot,module\\0multiboot,kernel";
          reg = <0x0 0x47000000 0x0 0x800000>;$0
        };

        domU1 {
          compatible = "xen,domain";
          #address-cells = <0x2>;
          #size-cells = <0x2>;
        };
      };
    };
  `,
    'Move module into domain "domU1"',
    `
    /dts-v1/;
    / {
      chosen {
        domU1 {
          compatible = "xen,domain";
          #address-cells = <0x2>;
          #size-cells = <0x2>;

          module@47000000 {
            compatible = "multiboot,module\\0multiboot,kernel";
            reg = <0x0 0x47000000 0x0 0x800000>;
          };
        };
      };
    };
  `,
  );
});

test('merges the blocks of several files into one text in the domain', () => {
  const source = `
    //- /board.dts
    /dts-v1/;
    #include "base.dtsi"
    #include "domains.dtsi"

    / { model = "board"; };

    /* what this board changes */
    kernel2: &kernel {
    	/delete-property/ status;
    	reg = <0x0 0x48000000 0x0 0x200000>; /* moved up */

    	// for the console
    	bootargs = "console=ttyAMA0";$0
    };

    &{/aliases} { kernel0 = &kernel; };
    //- /base.dtsi
    / {
    	aliases { };
    	chosen {
    		#address-cells = <2>;
    		#size-cells = <2>;
    		kernel: module@47000000 {
    			compatible = "multiboot,kernel", "multiboot,module";
    			status = "okay";
    			reg = <0x0 0x47000000 0x0 0x100000>;
    		};
    	};
    };
    //- /domains.dtsi
    / {
      chosen {
        domU1: guest1 {
          compatible = "xen,domain";
          #address-cells = <1>;
          #size-cells = <1>;
          memory = <0x0 0x20000>;
          cpus = <1>;
        };
      };
    };
  `;
  const title = 'Move module into domain "guest1"';
  checkMove(
    source,
    title,
    `
    //- /board.dts
    /dts-v1/;
    #include "base.dtsi"
    #include "domains.dtsi"

    / { model = "board"; };

    &{/aliases} { kernel0 = &kernel; };
    //- /base.dtsi
    / {
    	aliases { };
    	chosen {
    		#address-cells = <2>;
    		#size-cells = <2>;
    	};
    };
    //- /domains.dtsi
    / {
      chosen {
        domU1: guest1 {
          compatible = "xen,domain";
          #address-cells = <1>;
          #size-cells = <1>;
          memory = <0x0 0x20000>;
          cpus = <1>;

          kernel: kernel2: module@48000000 {
            compatible = "multiboot,kernel", "multiboot,module";
            reg = <0x48000000 0x200000>;
            // for the console
            bootargs = "console=ttyAMA0";
          };
        };
      };
    };
  `,
  );
  checkMovedTree(source, title, {
    from: '/chosen/module@47000000',
    to: '/chosen/guest1/module@48000000',
  });
});
